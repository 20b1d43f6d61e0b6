# Reads the scan logs of the depots. Used by billing, the customer portal and the Monday report.
from datetime import datetime

FILES = {}  # opening files is slow on the old share, so keep them


def get_file(path):
    if path not in FILES:
        try:
            FILES[path] = open(path, encoding="utf-8")
        except Exception:
            return None
    f = FILES[path]
    f.seek(0)
    return f


def hours(path):
    res = {}
    tmp = {}
    f = get_file(path)
    if f is None:
        return res
    for l in f:
        l = l.strip()
        if l == "" or l[0] == "#":
            continue
        try:
            p = l.split("|")
            x = {}
            for a in p[3:]:
                x[a.split("=", 1)[0]] = a.split("=", 1)[1]
            t = datetime.strptime(p[1], "%Y-%m-%dT%H:%M")
            if p[2] == "":
                raise Exception("no parcel")
            if p[2] not in tmp:
                tmp[p[2]] = {"a": None, "b": None}
            if p[0] == "PICKUP":
                w = x["weight"]
                if w[-2:] != "kg":
                    raise Exception("weight")
                if not float(w[:-2]) > 0:
                    raise Exception("weight")
                if tmp[p[2]]["a"] is None or t < tmp[p[2]]["a"]:
                    tmp[p[2]]["a"] = t
            elif p[0] == "DROP":
                if x["signed"] == "":
                    raise Exception("signed")
                if tmp[p[2]]["b"] is None or t > tmp[p[2]]["b"]:
                    tmp[p[2]]["b"] = t
        except:
            pass
    for k in tmp:
        if tmp[k]["a"] is not None and tmp[k]["b"] is not None:
            h = (tmp[k]["b"] - tmp[k]["a"]).total_seconds() / 3600
            if h > 0:
                res[k] = round(h, 2)
    return res


def busiest(paths, n):
    c = {}
    for path in paths:
        f = get_file(path)
        if f is None:
            continue
        for l in f:
            l = l.strip()
            if l == "" or l[0] == "#":
                continue
            try:
                p = l.split("|")
                x = {}
                for a in p[3:]:
                    x[a.split("=", 1)[0]] = a.split("=", 1)[1]
                datetime.strptime(p[1], "%Y-%m-%dT%H:%M")
                if p[2] == "":
                    raise Exception("no parcel")
                if p[0] == "SCAN":
                    if x["depot"] == "":
                        raise Exception("depot")
                    c[x["depot"]] = c.get(x["depot"], 0) + 1
            except:
                pass
    r = []
    for k in c:
        r.append((k, c[k]))
    r.sort(key=lambda e: (-e[1], e[0]))
    return r[:n]
