Any = object()
