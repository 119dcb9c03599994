"""The owner's own lists: what is blocked is certain, what is allowed counts for nothing."""

from services.ads.excerpt import excerpt, safe
from services.ads.fold import Folded, fold, read_forms
from services.ads.policy import Policy, compile_patterns
from services.ads.reading import Hit
from services.ads.skeleton import find_hidden, is_crooked

BLOCKED: int = 100


def find_blocked(text: str, policy: Policy) -> Hit | None:
    """Return a hit for a blocked word or pattern in `text`."""
    forms = read_forms(text)
    lexicons = policy.blocked_words
    if lexicons is not None:
        plain, skeleton = lexicons
        for form in dict.fromkeys((forms.plain, forms.joined)):
            for match in plain.find(form):
                return _blocked(forms, form, match.start, match.end)
        if is_crooked(forms.joined):
            for match in find_hidden(forms.joined, skeleton):
                return _blocked(forms, forms.joined, match.start, match.end)
    if policy.patterns:
        return _find_pattern(forms, policy)
    return None


def is_blocked_place(hit: Hit, policy: Policy) -> bool:
    """Tell whether a hit leads to a blocked domain (or one under it) or channel."""
    return _covers(policy.blocked_places, hit.key)


def is_allowed(hit: Hit, policy: Policy) -> bool:
    """Tell whether the owner allowed the domain, channel or word of a hit."""
    allowed = policy.allowed
    if _covers(allowed, hit.key):
        return True
    if hit.signal == "offer":
        return policy.allows_words and fold(hit.evidence) in allowed
    return hit.key.rpartition(" ")[2] in allowed


def _covers(places: frozenset[str], key: str) -> bool:
    if key in places:
        return True
    while "." in key:
        key = key.partition(".")[2]
        if key in places:
            return True
    return False


def _find_pattern(forms: Folded, policy: Policy) -> Hit | None:
    patterns = compile_patterns(policy.patterns)
    written = forms.original.encode("utf-8", "ignore").decode("utf-8")
    for text in dict.fromkeys((written, forms.plain, forms.joined, forms.latin)):
        for _, start, end in patterns.find(text):
            if text == written:
                return _hit(safe(written[start:end]))
            return _blocked(forms, text, start, end)
    return None


def _blocked(forms: Folded, text: str, start: int, end: int) -> Hit:
    return _hit(excerpt(forms.original, text, start, end))


def _hit(evidence: str) -> Hit:
    return Hit("blocked", "blocked", "blocked", evidence, BLOCKED)
