app = {"this": "is no app"}
