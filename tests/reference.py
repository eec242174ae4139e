"""The HTTP reference of the documentation, written from the OpenAPI description."""

from typing import Any

HEAD = """\
# HTTP reference

Written from the description that the service serves at `/openapi.json`. `/docs` is the same to try out; the page at `/`
shows what `POST /clean` does.
"""


def reference(description: dict[str, Any]) -> str:
    """The reference as Markdown.

    Args:
        description: OpenAPI 3.1, as the application gives it.
    """
    schemas = description["components"]["schemas"]
    parts = [HEAD]
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            parts.append(_operation(method, path, operation))
    answered = ("Answer", "ExplainedBlock", "Problem")
    parts += [f"## `{name}`\n\n{schemas[name]['description']}\n\n{_fields(schemas[name])}" for name in answered]
    return "\n".join(parts)


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    parts = [f"## `{method.upper()} {path}`\n\n{operation['summary']}.\n"]
    if operation.get("description"):
        parts.append(operation["description"].strip() + "\n")
    if operation.get("parameters"):
        rows = [
            (f"`{given['name']}`", _type(given["schema"]), given["description"]) for given in operation["parameters"]
        ]
        parts.append(_table(("option", "values", ""), rows))
    if "requestBody" in operation:
        media = ", ".join(f"`{kind}`" for kind in operation["requestBody"]["content"])
        parts.append(f"Media types of the body: {media}.\n")
    parts.append(
        _table(("status", "what", ""), [row for item in operation["responses"].items() for row in _answers(*item)])
    )
    return "\n".join(parts)


def _answers(status: str, response: dict[str, Any]) -> list[tuple[str, str, str]]:
    """A row for every kind of problem of a status, or one that names the media types."""
    content = response.get("content", {})
    problems = [example["value"] for entry in content.values() for example in entry.get("examples", {}).values()]
    if problems and all("status" in problem for problem in problems):
        return [(status, f"`{problem['type']}`", problem["detail"]) for problem in problems]
    return [(status, ", ".join(f"`{kind}`" for kind in content), response["description"])]


def _fields(schema: dict[str, Any]) -> str:
    rows = [(f"`{name}`", _type(field), field.get("description", "")) for name, field in schema["properties"].items()]
    return _table(("field", "type", ""), rows)


def _type(schema: dict[str, Any]) -> str:
    """The values that a schema allows, for people."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2].lower()
    if "anyOf" in schema:
        return " or ".join(_type(kind) for kind in schema["anyOf"] if kind != {"type": "null"})
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if schema["type"] == "array":
        return f"list of {_type(schema['items'])}"
    if schema["type"] == "object":
        return f"object of {_type(schema['additionalProperties'])}"
    return str(schema["type"])


def _table(head: tuple[str, str, str], rows: list[tuple[str, str, str]]) -> str:
    lines = [head, ("---", "---", "---"), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)
