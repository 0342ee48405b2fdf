"""A client of HAS with requests and xmltodict: JSON for parameters, one newsItem a text, all four parts of the body expected to be there."""

import json
import sys
import xml.etree.ElementTree as ElementTree

import requests
import xmltodict

base, credentials = sys.argv[1:3]
session = requests.Session()
session.auth = tuple(credentials.split(":"))


def search(**parameters):
    answer = session.post(base + "/search", json=parameters).json()
    assert answer["response"]["success"] is True, answer["response"]["message"]
    return answer["data"]["result"], int(answer["data"]["total"])


def story(line):
    answer = session.get(f"{base}/document/{line['id']}/newsml29")
    item = xmltodict.parse(answer.text)["newsMessage"]["itemSet"]["newsItem"]
    # KeyError where any of them is not there: clients lose the story then.
    body = item["contentSet"]["inlineXML"]["nitf"]["body"]
    head = body["body.head"]
    links = item["itemMeta"].get("link", [])
    links = links if isinstance(links, list) else [links]
    return {
        "id": item["@guid"],
        "headline": head["headline"]["hl1"],
        "byline": head["byline"]["byttl"],
        "abstract": head["abstract"],
        "content": body["body.content"],
        "images": [image["title"] for image in links],
        "encoding": answer.encoding,
    }


# The whole of what is there, by pages from the newest, no pause between them; a limit far too high first.
lines, total = search(start_date="*", end_date="NOW", filter_type=1, limit=100000)
paged = []
while True:
    page, _ = search(start_date="*", end_date="NOW", filter_type=[1], limit=20, offset=len(paged))
    if not page:
        break
    paged += page

pictures, _ = search(filter_type="2", limit=3)
picture = pictures[0]["id"]
newsml12 = ElementTree.fromstring(session.get(f"{base}/document/{picture}/newsml12").content)
names = [each.get("Href") for each in newsml12.iter("ContentItem") if each.get("Href")]
token = session.get(f"{base}/token/{picture}/web", allow_redirects=False)
linked = requests.get(token.headers["Location"])
too_many = sum(1 for _ in range(60) if session.get(f"{base}/discover/tr_TR").status_code == 429)

print(
    json.dumps(
        {
            "total": total,
            "lines": [line["id"] for line in lines],
            "paged": [line["id"] for line in paged],
            "stories": [story(line) for line in lines],
            "names": names,
            "token": token.status_code,
            "linked": [linked.status_code, linked.headers["Content-Type"], len(linked.content)],
            "tooMany": too_many,
        }
    )
)
