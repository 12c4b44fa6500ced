"""Cards of each kind, and faults of cards, made from the small definition: the line at fault carries the comment `# here`."""

from definition_helpers import CARDS, Fault, edited

COMPUTE = 'kind = "compute", question = "{n}?", answer = "{result}"'
CODE = 'kind = "code", question = "?", answer = "!"'
CHOOSE = 'kind = "choose", question = "?", answer = "!"'
N = "parameters = {n = {from = 1, to = 9}}"
IN_B = 'card "b-1" in topic "b"'


def card(said: str, sentence: str, name: str = f"{IN_B}: ") -> Fault:
    return Fault(edited(CARDS, f'cards = [{{id = "b-1", {said}}}]  # here'), name + sentence)


def computed(said: str, sentence: str) -> Fault:
    return card(f"{COMPUTE}, {said}", sentence)


def drawn(domain: str, sentence: str) -> Fault:
    return computed(f'parameters = {{n = {domain}}}, expression = "n"', sentence)


OF_EACH_KIND = edited(
    CARDS,
    '''cards = [
  {id = "b-1", question = "Second letter?", answer = "Beta.", criterion = 1},
  {id = "b-2", kind = "compute", question = "Heads in {n} throws at {p}, {k}?", answer = "{n} of {p} = {result}; {q}", parameters = {n = {from = 10, to = 50}, p = {from = 0.1, to = 0.5, step = 0.1}, k = [2, 4, 8]}, steps = {q = "1 - p"}, expression = "n * p", tolerance = 0, unit = "heads"},
  {id = "b-3", kind = "code", question = "Where?", answer = "There.", code = """
if x:
    print(x)
""", language = "python", line = 2},
  {id = "b-4", kind = "code", question = "What?", answer = "So.", code = "echo 1", language = "sh", prints = "1"},
  {id = "b-5", kind = "choose", question = "Which?", answer = "Because.", right = "this", wrong = ["that", "those"]},
]''',
)
"""The small definition with one card of each kind."""
MANY_STEPS = ", ".join(f's{number} = "1"' for number in range(21))
RECALL = 'question = "?", answer = "!"'
NUMBERS = "must be numbers, as {from = 1, to = 10} or [2, 4, 8], not "
OF_NUMBER = f"parameter in {IN_B}: "

CARD_SHAPE_FAULTS = {
    "kind of a card": card(
        f'kind = "guess", {RECALL}', "\"kind\" must be one of recall, compute, code, choose, not 'guess'"
    ),
    "unknown key of a card": card(
        f'{RECALL}, wrng = ["a"]', ' has the unknown key "wrng"; did you mean wrong?', name=IN_B
    ),
    "criterion in words": card(
        f'{RECALL}, criterion = "one"', "\"criterion\" must be a whole number from 1 to 1,000, not 'one'"
    ),
    "criterion nought": card(f"{RECALL}, criterion = 0", '"criterion" must be a whole number from 1 to 1,000, not 0'),
    "language of code": card(
        f'{CODE}, code = "x", language = "cobol"', "\"language\" must be one of python, sql, sh, not 'cobol'"
    ),
    "code of blanks": card(f'{CODE}, code = " "', "\"code\" must be text, not ' '"),
    "tolerance of two": card(
        f'{COMPUTE}, {N}, expression = "n", tolerance = 2', '"tolerance" must be a number from 0 to 1, not 2'
    ),
    "parameters as a text": card(
        f'{COMPUTE}, parameters = "n", expression = "1"', "\"parameters\" must be a table, not 'n'"
    ),
    "no wrong ones": card(f'{CHOOSE}, right = "a", wrong = []', '"wrong" is empty'),
    "no parameters": card(f'{COMPUTE}, parameters = {{}}, expression = "1"', '"parameters" is empty'),
    "a wrong one of two lines": card(
        f'{CHOOSE}, right = "a", wrong = ["b\\nc"]', "\"wrong\" must be a list of lines of text, not ['b\\nc']"
    ),
    "a step that is a number": card(
        f'{COMPUTE}, {N}, steps = {{q = 1}}, expression = "q"',
        '"q" must be one line of text, not 1; put it in quotes: q = "1"',
        name=f"step in {IN_B}: ",
    ),
} | {
    f"parameter {name}": card(
        f'{COMPUTE}, parameters = {{n = {said}}}, expression = "n"', f'"n" {NUMBERS}{shown}', name=OF_NUMBER
    )
    for name, said, shown in (
        ("empty", "[]", "[]"),
        ("of words", '["a"]', "['a']"),
        ("a number", "1", "1"),
        ("misspelt", "{from = 1, too = 2}", "{'from': 1, 'too': 2}"),
        ("without an end", "{from = 1}", "{'from': 1}"),
        ("without end", "{from = 1, to = inf}", "{'from': 1, 'to': inf}"),
        ("on the spot", "{from = 1, to = 2, step = 0}", "{'from': 1, 'step': 0, 'to': 2}"),
    )
}

CARD_REFERENCE_FAULTS = {
    "parameter that is none": card(  # which JSON, and so its schema, has no word for
        f'{COMPUTE}, parameters = {{n = {{from = nan, to = 1}}}}, expression = "n"',
        f"\"n\" {NUMBERS}{{'from': nan, 'to': 1}}",
        name=OF_NUMBER,
    ),
    "criterion that is not there": card(
        f"{RECALL}, criterion = 2", "it tests criterion 2, and the topic has 1 criterion"
    ),
    "key of another kind": card(
        f'{CODE}, code = "x", right = "a"', '"right" belongs to kind = "choose", and it is of kind "code"'
    ),
    "key of a kind that is not said": card(
        f'{RECALL}, code = "x"', '"code" belongs to kind = "code", and it is of kind "recall"'
    ),
    "compute without expression": card(f"{COMPUTE}, {N}", 'it needs "expression", being of kind "compute"'),
    "code without code": card(CODE, 'it needs "code", being of kind "code"'),
    "choose without wrong ones": card(f'{CHOOSE}, right = "a"', 'it needs "wrong", being of kind "choose"'),
    "right among wrong": card(
        f'{CHOOSE}, right = "a", wrong = ["b", "a"]', '"a" is said twice; what is right cannot be wrong, too'
    ),
    "more wrong ones than letters": card(
        f'{CHOOSE}, right = "a", wrong = {[f"w{number}" for number in range(26)]}',
        "at most 25 can be wrong, not 26",
    ),
    "prints and line": card(
        f'{CODE}, code = "x", prints = "1", line = 1', 'it asks either for what it "prints" or for a "line"'
    ),
    "line outside the code": card(f'{CODE}, code = "\\nx\\ny\\n", line = 3', "line 3 is not in the code, which has 2"),
    "more steps than one can follow": computed(
        f'{N}, steps = {{{MANY_STEPS}}}, expression = "n"',
        "it has at most 20 steps, not 21",
    ),
    "backwards": drawn("{from = 2, to = 1}", '"n" goes from 2 to 1, which is backwards'),
    "too many values": drawn("{from = 0, to = 10_000}", '"n" has at most 10,000 values, not 10,001'),
    "unknown number": card(
        'kind = "compute", question = "?", answer = "!", parameters = {rate = [1]}, expression = "rat + 1"',
        '"rat" is no number of it; did you mean rate?',
    ),
    "step of a later one": computed(
        f'{N}, steps = {{qx = "wz + n", wz = "1"}}, expression = "qx"', '"wz" is no number of it'
    ),
    "step called as a parameter": computed(f'{N}, steps = {{n = "1"}}, expression = "n"', '"n" is a parameter already'),
    "step called as the result": computed(
        f'{N}, steps = {{result = "1"}}, expression = "n"',
        '"result" is no name for a number: write a word of letters and digits',
    ),
    "number of two words": card(
        'kind = "compute", question = "?", answer = "!", parameters = {"a b" = [1]}, expression = "1"',
        '"a b" is no name for a number: write a word of letters and digits',
    ),
    "expression that is none": computed(f'{N}, expression = "n.real"', '"n.real": `.` has no place in an expression'),
    "function that there is not": computed(
        f'{N}, expression = "sqr(n)"', '"sqr(n)": there is no function `sqr`; did you mean sqrt?'
    ),
    "fails at the end": computed(f'{N}, expression = "1/(9-n)"', "`1 / 0` divides by 0, with n = 9"),
    "fails at nothing": computed(
        'parameters = {n = {from = -500, to = 499}}, expression = "1/n"', "`1 / 0` divides by 0, with n = 0"
    ),
    "too large a result": computed(
        'parameters = {n = [2, 999]}, expression = "9**n"', "`9 ** 999` is too large a number, with n = 999"
    ),
    "unknown braces of a question": card(
        f'kind = "compute", question = "{{m}}?", answer = "{{result}}", {N}, expression = "n"',
        "{m} in the question is no number of it",
    ),
    "result in the question": card(
        f'kind = "compute", question = "{{n}}, {{result}}?", answer = "!", {N}, expression = "n"',
        "{result} in the question is known only to the answer",
    ),
    "unknown braces of an answer": card(
        f'kind = "compute", question = "{{n}}?", answer = "{{reslt}}", {N}, expression = "n"',
        "{reslt} in the answer is no number of it; did you mean result?",
    ),
}
