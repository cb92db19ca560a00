"""The loop over the Lambda Runtime API, with less in it than in awslambdaric."""
import http.client
import json
import os

PREFIX = "/2018-06-01/runtime/invocation/"


def run(handler):
    api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    while True:
        api.request("GET", PREFIX + "next")
        work = api.getresponse()
        event = json.loads(work.read())
        request_id = work.headers["Lambda-Runtime-Aws-Request-Id"]
        api.request("POST", f"{PREFIX}{request_id}/response", handler(event).encode())
        api.getresponse().read()
