// The floor: what a function must do at least. Sockets and OpenSSL; connected in INIT; a trust store of one root.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ROOM = 16 << 20 };
static char *in, *out, *event;

static void fail(const char *what) { perror(what); exit(1); }

static int dial(const char *authority) {
    char host[64];
    int port;
    if (sscanf(authority, "%63[^:]:%d", host, &port) != 2) fail(authority);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, host, &to.sin_addr);
    int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(fd, (struct sockaddr *)&to, sizeof to)) fail("connect");
    return fd;
}

static int take(SSL *tls, int fd, char *to, int room) { return tls ? SSL_read(tls, to, room) : (int)read(fd, to, room); }

// One answer into in; gives where its body begins, and its length.
static char *answer(SSL *tls, int fd, size_t *length) {
    size_t got = 0;
    char *end = NULL;
    in[0] = 0;
    while (!end) {
        int some = take(tls, fd, in + got, ROOM - 1 - got);
        if (some <= 0) exit(0);
        got += some;
        in[got] = 0;
        end = strstr(in, "\r\n\r\n");
    }
    char *field = strcasestr(in, "\r\ncontent-length:");
    *length = field && field < end ? strtoul(field + 17, NULL, 10) : 0;
    for (size_t have = got - (end + 4 - in); have < *length;) {
        int some = take(tls, fd, in + got, ROOM - 1 - got);
        if (some <= 0) exit(1);
        got += some;
        have += some;
    }
    return end + 4;
}

static void text(const char *member, char *to, size_t room) {
    char name[32];
    snprintf(name, sizeof name, "\"%s\":\"", member);
    char *at = strstr(event, name);
    size_t length = at ? strcspn(at += strlen(name), "\"") : 0;
    if (length >= room) exit(1);
    memcpy(to, at ? at : "", length);
    to[length] = 0;
}

int main(void) {
    in = malloc(ROOM), out = malloc(ROOM), event = malloc(ROOM);
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    if (!SSL_CTX_load_verify_file(context, getenv("SSL_CERT_FILE"))) fail("trust store");
    const char *authority = strstr(getenv("BENCH_GATEWAY"), "//") + 2;
    SSL *tls = SSL_new(context);
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls), "127.0.0.1");
    SSL_set_fd(tls, dial(authority));
    if (SSL_connect(tls) != 1) fail("handshake");
    const char *api = getenv("AWS_LAMBDA_RUNTIME_API"), *key = getenv("BENCH_KEY");
    int fd = dial(api);
    for (;;) {
        char id[64], host[256], path[1024], head[2048];
        size_t length;
        int n = snprintf(head, sizeof head, "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: %s\r\n\r\n", api);
        if (write(fd, head, n) != n) fail("next");
        char *body = answer(NULL, fd, &length);
        char *field = strcasestr(in, "lambda-runtime-aws-request-id: ");
        sscanf(field + 31, "%63[^\r]", id);
        memcpy(event, body, length);
        event[length] = 0;
        text("Host", host, sizeof host);
        text("path", path, sizeof path);
        for (char *dot = host; *dot; dot++) *dot = *dot == '.' ? '_' : *dot;
        n = snprintf(head, sizeof head, "GET /%s%s HTTP/1.1\r\nHost: %s\r\nx-api-key: %s\r\nAccept: application/json\r\n\r\n", host, path, authority, key);
        if (SSL_write(tls, head, n) != n) fail("send");
        body = answer(tls, -1, &length);
        int status = atoi(in + 9);
        char *to = out + sprintf(out, "{\"statusCode\":%d,\"headers\":{},\"body\":\"", status);
        for (size_t i = 0; i < length; i++) {
            unsigned char c = body[i];
            if (c == '"' || c == '\\') *to++ = '\\';
            if (c < 32) to += sprintf(to, "\\u%04x", c); else *to++ = c;
        }
        to += sprintf(to, "\"}");
        n = snprintf(head, sizeof head, "POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\r\nHost: %s\r\nContent-Length: %zu\r\n\r\n", id, api, (size_t)(to - out));
        memmove(out + n, out, to - out);
        memcpy(out, head, n);
        for (char *from = out, *end = to + n; from < end;) {
            ssize_t some = write(fd, from, end - from);
            if (some <= 0) fail("respond");
            from += some;
        }
        answer(NULL, fd, &length);
    }
}
