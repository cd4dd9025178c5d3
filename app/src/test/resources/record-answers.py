"""Runs the replay tool and writes down the answers it got.

usage: record-answers.py TOOL OUTPUT ARGUMENTS-OF-THE-TOOL...

OUTPUT gets one line of JSON for each exchange that was compared: the last answer to it, and whether
the tool found that as recorded. Bodies that are no text are only noted as such.
"""
import importlib.machinery
import importlib.util
import json
import sys

UNIMPORTANT = {"date", "content-length", "transfer-encoding"}


def load(path):
    sys.dont_write_bytecode = True
    loader = importlib.machinery.SourceFileLoader("replay_vectors", path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def note(tool, vector, response, variables, problems):
    binary = vector.get("resp_kind") == "binary" and response.status == 200
    headers = {name.lower(): value for name, value in response.headers}
    return {
        "id": vector["id"],
        "area": vector["area"],
        "method": vector.get("method", ""),
        "path": tool.substitute(vector.get("path", ""), variables),
        "status": response.status,
        "headers": {name: headers[name] for name in headers.keys() - UNIMPORTANT},
        "body": "<bytes>" if binary else response.body.decode("utf-8", "replace"),
        "error": response.error or "",
        "recorded": not problems,
    }


def main():
    tool = load(sys.argv[1])
    answers = {}
    compare = tool.compare

    def compare_and_note(vector, response, variables, opts):
        problems = compare(vector, response, variables, opts)
        answers[vector["id"]] = note(tool, vector, response, variables, problems)
        return problems

    tool.compare = compare_and_note
    output = sys.argv[2]
    sys.argv = [sys.argv[1]] + sys.argv[3:]
    status = tool.main()
    with open(output, "w", encoding="utf-8") as file:
        for answer in answers.values():
            file.write(json.dumps(answer) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
