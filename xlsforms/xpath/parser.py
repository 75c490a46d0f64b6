"""Parses expressions with elementpath, with tokens of ours where ODK's rules differ from XPath's."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from elementpath import ElementPathError, XPath1Parser
from elementpath.tdop import Parser
from elementpath.xpath_tokens import XPathFunction, XPathToken

from xlsforms.xpath.evaluation_context import EvaluationContext
from xlsforms.xpath.functions import FUNCTIONS, REFUSED, Function
from xlsforms.xpath.operators import OPERATORS
from xlsforms.xpath.paths import PATH_SYMBOLS, Lookup, Path, Reference, looked_up, plain_steps

LONGEST: Final = 20_000  # most letters of one expression
MOST_FRAMES: Final = 700  # Python allows 1,000, and the caller uses some of them
_BINDING: Final = {"=": 30, "!=": 30, "<": 32, "<=": 32, ">": 32, ">=": 32}
_AXES: Final = frozenset({"child", "parent", "self"})
_CALL = re.compile(r"(?<![\w.-])([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)\s*\(")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_GLUED = re.compile(
    r"('[^']*'|\"[^\"]*\")|((?<![\w.-])(?:\d+\.?\d*|\.\d+)|\))\s*(div|mod|and|or)(?=[\d.]|\b(?![\w.-]))"
)


class ExpressionError(ValueError):
    """An expression cannot be read, or is not supported. `key` names the message, and `args` holds its values."""

    def __init__(self, key: str, **args: str) -> None:
        super().__init__(key, args)
        self.key = key
        self.args_said = args


class OdkParser(XPath1Parser):
    """A parser for XPath 1.0 with ODK's functions. Names may contain Thai vowels and tone marks."""

    name_pattern = re.compile(r"[^\d\W][\w.\-\xb7\u0300-\u036F\u203F\u2040\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]*")
    PATH_STEP_LABELS = ("axis", "kind test", "function")  # a path may begin with instance(…) or current()
    DEFAULT_NAMESPACES = {**XPath1Parser.DEFAULT_NAMESPACES, "jr": "http://openrosa.org/javarosa"}  # noqa: RUF012

    def parse(self, source: str) -> XPathToken:
        """Parse `source` without evaluating anything. elementpath's own method would call now() here."""
        if self.tokenizer is None:
            self.tokenizer = self.create_tokenizer(self.symbol_table)
        return Parser.parse(self, source)


def _install() -> None:
    table = OdkParser.symbol_table
    for symbol, evaluate in OPERATORS.items():
        members: dict[str, Any] = {"evaluate": evaluate}
        if symbol in _BINDING:
            members |= {"lbp": _BINDING[symbol], "rbp": _BINDING[symbol], "led": _compare}
        table[symbol] = type(f"Odk{table[symbol].__name__}", (table[symbol],), members)
    for name in [
        name for name, token in table.items() if issubclass(token, XPathFunction) and "function" in token.label
    ]:
        del table[name]
    for function in FUNCTIONS.values():
        table[function.symbol] = _token_class(function)


def _compare(self: XPathToken, left: XPathToken) -> XPathToken:
    """Read the right side of a comparison. They may follow each other (XPath 1.0, 3.5); elementpath forbids it."""
    self[:] = left, self.parser.expression(rbp=self.rbp)
    return self


def _token_class(function: Function) -> type[XPathFunction]:
    def evaluate(self: XPathFunction, context: EvaluationContext) -> Any:
        return function.call(self, context)

    def walked(_self: XPathFunction, context: EvaluationContext) -> Iterator[Any]:
        yield context.walked_origin()

    namespace = OdkParser.DEFAULT_NAMESPACES["jr"] if function.name.startswith("jr:") else OdkParser.function_namespace
    members = {
        "symbol": function.symbol,
        "lookup_name": function.symbol,
        "label": "function",
        "lbp": 90,
        "rbp": 90,
        "nargs": function.arguments,
        "namespace": namespace,
        "evaluate": evaluate,
        "__module__": __name__,
    }
    if function.name == "current":  # a path that begins here is walked by elementpath
        members["select"] = walked
    return type("Odk" + function.symbol.title().replace("-", ""), (XPathFunction,), members)


_install()


@lru_cache(maxsize=8192)
def parse(source: str) -> XPathToken:
    """Parse an expression; the result is shared by all forms that contain it. Raises ExpressionError."""
    if len(source) > LONGEST:
        raise ExpressionError("form-problem-expression-long")
    _check_calls(source)
    try:
        token = _prepared(OdkParser().parse(_apart(source)))
    except ElementPathError as error:
        raise ExpressionError("form-problem-expression") from error
    except RecursionError as error:
        raise ExpressionError("form-problem-expression-long") from error
    if _frames(token) > MOST_FRAMES:
        raise ExpressionError("form-problem-expression-long")
    return token


def _apart(source: str) -> str:
    """Return an expression with a space around operators that touch a number: ODK's engines read 2div1 as 2 div 1."""
    return _GLUED.sub(lambda found: found[1] or f"{found[2]} {found[3]} ", source)


def _frames(token: XPathToken) -> int:
    """Return how many stack frames the evaluation of `token` needs."""
    inner = token.walked if isinstance(token, Path) else token
    own = 7 if inner.label == "function" else 3
    return own + max((_frames(child) for child in inner), default=0)


def _check_calls(source: str) -> None:
    """Raise an ExpressionError that names a function we refuse or do not know; the parser's own error would not."""
    for found in _CALL.finditer(_QUOTED.sub("''", source)):
        name = found[1]
        if name in ("and", "or", "div", "mod") or "::" in source[found.start() : found.end()]:
            continue
        if name in REFUSED:
            raise ExpressionError("form-problem-function-refused", function=name)
        if name not in FUNCTIONS and name not in ("node", "text"):
            raise ExpressionError("form-problem-function-unknown", function=name)


def _prepared(token: XPathToken) -> XPathToken:
    """Replace paths by references of ours. Refuse everything that elementpath supports and ODK does not."""
    if _is_path(token):
        steps = plain_steps(token)
        if steps is not None:
            return Reference(token.parser, steps)
        _prepare_inside(token)
        found = looked_up(token)
        return Lookup(token.parser, token, found) if found else Path(token.parser, token)
    if token.symbol == ":" and token[1].label == "function":  # jr:choice-name(…): drop the prefix
        return _prepared(token[1])
    if token.symbol == "$":
        raise ExpressionError("form-problem-expression-variable", name=str(token.value))
    for place, child in enumerate(token):
        token[place] = _prepared(child)
    return token


def _is_path(token: XPathToken) -> bool:
    return (
        token.symbol in PATH_SYMBOLS or token.label in ("axis", "kind test") or (token.symbol == "*" and not len(token))
    )


def _prepare_inside(token: XPathToken) -> None:
    """Prepare the predicates and arguments inside a path that elementpath walks. The steps stay elementpath's."""
    if token.label == "axis" and token.symbol not in _AXES:
        raise ExpressionError("form-problem-axis", axis=token.symbol)
    if token.symbol == "@":
        raise ExpressionError("form-problem-axis", axis=token.symbol)
    if token.symbol == "[":
        _prepare_inside(token[0])
        token[1] = _prepared(token[1])
    elif token.label == "function":
        for place, child in enumerate(token):
            token[place] = _prepared(child)
    else:
        for child in token:
            _prepare_inside(child)


def calls(token: XPathToken, name: str) -> bool:
    """Return whether the function `name` is called anywhere in an expression."""
    return any(part.symbol == name and part.label == "function" for part in subexpressions(token))


def subexpressions(token: XPathToken) -> Iterator[XPathToken]:
    """Yield an expression and everything in it, also what stands in the predicates of its paths."""
    inner = token.walked if isinstance(token, Path) else token
    yield inner
    for child in inner:
        yield from subexpressions(child)
