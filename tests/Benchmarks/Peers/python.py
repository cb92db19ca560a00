"""A careful function: the standard library, one kept connection, opened in INIT."""
import http.client
import json
import os
import ssl
import urllib.parse

import runtime

KEY, GATEWAY = os.environ["BENCH_KEY"], urllib.parse.urlsplit(os.environ["BENCH_GATEWAY"])
connection = http.client.HTTPSConnection(GATEWAY.hostname, GATEWAY.port, timeout=10, context=ssl.create_default_context())
connection.connect()


def handler(event):
    headers = {name: value for name, value in event["headers"].items() if name.lower() != "host"}
    stage = event["headers"]["Host"].replace(".", "_")
    connection.request(event["httpMethod"], f"/{stage}{event['path']}", headers={**headers, "x-api-key": KEY})
    answer = connection.getresponse()
    body = answer.read().decode()
    return json.dumps({"statusCode": answer.status, "headers": dict(answer.getheaders()), "body": body})


runtime.run(handler)
