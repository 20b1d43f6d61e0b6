"""Sends answers that nobody asked for, to have them taken for answers to later requests."""


def reset():
    pass


def app(environ, start_response):
    one = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}"
    handler = start_response.__self__
    handler.stdout.write(one * 50)
    handler.stdout.flush()
    handler.headers_sent = handler.close_connection = True
    handler.status, handler.headers = "200 OK", None
    return []
