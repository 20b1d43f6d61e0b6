# Reads the scan logs of the depots. Used by billing, the customer portal and the Monday report.
from datetime import datetime


def load(path, strict=False):
    d = {"parcels": {}, "skipped": []}
    tmp = []
    n = 0
    with open(path, encoding="utf-8") as f:
        for l in f:
            n = n + 1
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
                if p[0] == "PICKUP":
                    w = x["weight"]
                    if w[-2:] == "kg":
                        w = float(w[:-2])
                    elif w[-1:] == "g":
                        w = float(w[:-1]) / 1000
                    else:
                        raise Exception("weight")
                    if not w > 0:
                        raise Exception("weight")
                    tmp.append([t, n, "PICKUP", p[2], {"weight": w}])
                elif p[0] == "SCAN":
                    if x["depot"] == "":
                        raise Exception("depot")
                    tmp.append([t, n, "SCAN", p[2], {"depot": x["depot"]}])
                elif p[0] == "DROP":
                    if x["signed"] == "":
                        raise Exception("signed")
                    tmp.append([t, n, "DROP", p[2], {"signed": x["signed"]}])
                elif p[0] == "RETURN":
                    if x["reason"] == "":
                        raise Exception("reason")
                    tmp.append([t, n, "RETURN", p[2], {"reason": x["reason"]}])
                else:
                    raise Exception("kind")
            except:
                if strict:
                    raise ValueError("bad line %d" % n)
                d["skipped"].append(n)
    tmp.sort(key=lambda r: r[0])
    for r in tmp:
        if r[3] not in d["parcels"]:
            d["parcels"][r[3]] = {"state": None, "weight": None, "depots": [], "signed": None}
        e = d["parcels"][r[3]]
        if r[2] == "PICKUP":
            e["state"] = "picked up"
            e["weight"] = r[4]["weight"]
        elif r[2] == "SCAN":
            e["state"] = "in transit"
            e["depots"].append(r[4]["depot"])
        elif r[2] == "DROP":
            e["state"] = "delivered"
            e["signed"] = r[4]["signed"]
        elif r[2] == "RETURN":
            e["state"] = "returned"
    return d


def hours(path):
    res = {}
    tmp = {}
    with open(path, encoding="utf-8") as f:
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
        with open(path, encoding="utf-8") as f:
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
