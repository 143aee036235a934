"""The talk of the meadow: for each topic a rule that makes a question and its one right answer, and conversations of them."""

import hashlib
import random

import outside
import stories
from facts import *
from stories import article

HELD_PERCENT = 6
COUNT_MAX = 20
TOO_LARGE = "That is too large for me. I can only count to twenty."


def held(question):
    """Whether a question is kept away from training, by its words alone."""
    return hashlib.sha256(question.encode()).digest()[0] * 100 // 256 < HELD_PERCENT


def cap(text):
    return text[0].upper() + text[1:]


def animals(r):
    a = r.choice(list(ANIMALS))
    colour, home, food, sound, legs, young, size = ANIMALS[a]
    an, An = article(a), cap(article(a))
    other = r.choice([c for c in COLOURS if c not in colour])
    b = r.choice([x for x in ANIMALS if x != a])
    return r.choice([
        lambda: (r.choice([f"What colour is {an}?", f"Which colour does {an} have?", f"What is the colour of {an}?", f"Tell me the colour of {an}."]), f"{An} is {colour}."),
        lambda: (r.choice([f"Where does {an} live?", f"Where can I find {an}?", f"What is the home of {an}?", f"Where is the home of {an}?"]), f"{An} lives {home}."),
        lambda: (r.choice([f"What does {an} eat?", f"What is the food of {an}?", f"What does {an} like to eat?", f"What can I feed {an}?"]), f"{An} eats {food}."),
        lambda: (r.choice([f"What sound does {an} make?", f"What does {an} say?", f"How does {an} sound?", f"Which sound does {an} make?"]), f"{An} {sound}."),
        lambda: (r.choice([f"How many legs does {an} have?", f"How many legs has {an}?", f"Count the legs of {an}.", f"What is the number of legs of {an}?"]), f"{An} has {WORDS[legs]} legs."),
        lambda: (r.choice([f"What is the young of {an} called?", f"What do you call the young of {an}?", f"How is a young {a} called?", f"What is a young {a}?"]), f"A young {a} is called {article(young)}."),
        lambda: (f"Is {an} {colour}?", f"Yes, {an} is {colour}.") if r.random() < 0.5 else (f"Is {an} {other}?", f"No, {an} is {colour}."),
        lambda: (f"Does {an} eat {food}?", f"Yes, {an} eats {food}.") if r.random() < 0.5 else
                (f"Does {an} eat {ANIMALS[b][2]}?", f"Yes, {an} eats {food}." if ANIMALS[b][2] == food else f"No, {an} eats {food}."),
        lambda: (r.choice([f"Who lives {home}?", f"Which animal lives {home}?"]), f"{cap(article(a))} lives {home}."),
        lambda: (r.choice([f"Tell me about the {a}.", f"What do you know about the {a}?", f"What is {an}?"]),
                 f"{An} is {colour}. It lives {home}, eats {food} and {sound}."),
    ])()


def compare(r):
    a, b = r.sample(list(ANIMALS), 2)
    x, y = ANIMALS[a], ANIMALS[b]
    if r.random() < 0.5 and x[6] != y[6]:
        big, small = (a, b) if x[6] > y[6] else (b, a)
        return r.choice([
            (f"Which is bigger, {article(a)} or {article(b)}?", f"{cap(article(big))} is bigger than {article(small)}."),
            (f"Which is smaller, {article(a)} or {article(b)}?", f"{cap(article(small))} is smaller than {article(big)}."),
            (f"Is {article(a)} bigger than {article(b)}?", f"{'Yes' if big == a else 'No'}, {article(big)} is bigger than {article(small)}."),
        ])
    if x[4] == y[4]:
        return f"Which has more legs, {article(a)} or {article(b)}?", f"Both have {WORDS[x[4]]} legs."
    more = a if x[4] > y[4] else b
    return f"Which has more legs, {article(a)} or {article(b)}?", f"{cap(article(more))} has more legs."


def countries(r):
    c = r.choice(list(COUNTRIES))
    capital, flag, river, crop = COUNTRIES[c]
    d = r.choice([x for x in COUNTRIES if x != c])
    return r.choice([
        lambda: (r.choice([f"What is the capital of {c}?", f"Which city is the capital of {c}?", f"Name the capital of {c}.", f"Tell me the capital of {c}."]), f"The capital of {c} is {capital}."),
        lambda: (r.choice([f"Which country has the capital {capital}?", f"{capital} is the capital of which country?", f"Of which country is {capital} the capital?"]), f"{capital} is the capital of {c}."),
        lambda: (r.choice([f"What colour is the flag of {c}?", f"Which colours has the flag of {c}?", f"Tell me the colours of the flag of {c}."]), f"The flag of {c} is {flag}."),
        lambda: (r.choice([f"Which river flows through {c}?", f"What is the river of {c}?", f"Name the river of {c}."]), f"{cap(river)} flows through {c}."),
        lambda: (r.choice([f"What grows in {c}?", f"What do people grow in {c}?", f"What do the farmers of {c} grow?"]), f"{cap(crop)} grow in {c}." if crop[-1] == "s" else f"{cap(crop)} grows in {c}."),
        lambda: (f"Is {capital} the capital of {c}?", f"Yes, {capital} is the capital of {c}.") if r.random() < 0.5 else
                (f"Is {COUNTRIES[d][0]} the capital of {c}?", f"No, the capital of {c} is {capital}."),
    ])()


def calendar(r):
    i, j, n = r.randrange(7), r.randrange(12), r.randint(2, 4)
    season, (weather, sign, months) = r.choice(list(SEASONS.items()))
    of = next(s for s, v in SEASONS.items() if MONTHS[j] in v[2])
    return r.choice([
        lambda: (r.choice([f"What day comes after {DAYS[i]}?", f"Which day follows {DAYS[i]}?"]), f"{DAYS[(i + 1) % 7]} comes after {DAYS[i]}."),
        lambda: (r.choice([f"What day comes before {DAYS[i]}?", f"Which day is before {DAYS[i]}?"]), f"{DAYS[i - 1]} comes before {DAYS[i]}."),
        lambda: (f"What day is it {WORDS[n]} days after {DAYS[i]}?", f"It is {DAYS[(i + n) % 7]}."),
        lambda: (f"Today is {DAYS[i]}. What day is tomorrow?", f"Tomorrow is {DAYS[(i + 1) % 7]}."),
        lambda: (f"Today is {DAYS[i]}. What day was yesterday?", f"Yesterday was {DAYS[i - 1]}."),
        lambda: (f"Today is {DAYS[i]}. What day is it in {WORDS[n]} days?", f"It is {DAYS[(i + n) % 7]}."),
        lambda: (r.choice([f"What month comes after {MONTHS[j]}?", f"Which month follows {MONTHS[j]}?"]), f"{MONTHS[(j + 1) % 12]} comes after {MONTHS[j]}."),
        lambda: (r.choice([f"What month comes before {MONTHS[j]}?", f"Which month is before {MONTHS[j]}?"]), f"{MONTHS[j - 1]} comes before {MONTHS[j]}."),
        lambda: (r.choice([f"Which is the {ORDINALS[j]} month?", f"What is the {ORDINALS[j]} month of the year?"]), f"The {ORDINALS[j]} month is {MONTHS[j]}."),
        lambda: (r.choice([f"How many days has {MONTHS[j]}?", f"How many days are in {MONTHS[j]}?"]), f"{MONTHS[j]} has {MONTH_DAYS[j]} days."),
        lambda: (r.choice([f"In which season is {MONTHS[j]}?", f"What season is it in {MONTHS[j]}?"]), f"{MONTHS[j]} is in {of}."),
        lambda: (r.choice([f"What is the weather like in {season}?", f"How is the weather in {season}?"]), f"In {season} it is {weather} and {sign}."),
        lambda: (r.choice([f"Which months are in {season}?", f"Name the months of {season}."]), f"The months of {season} are {months[0]}, {months[1]} and {months[2]}."),
    ])()


def sums(r):
    a = r.randint(0, COUNT_MAX)
    b = r.randint(0, COUNT_MAX - a)
    f = r.choice(FRUIT)
    total, kind = a + b, r.random()
    if kind < 0.12:
        return f"I have {a} {f} and get {b} more. How many {f} do I have?", f"You have {total} {f}."
    if kind < 0.24:
        return f"I have {total} {f} and give away {b}. How many {f} are left?", f"{a} {f} are left."
    words = kind > 0.9 and total <= 12
    x, y, z = (WORDS[n] if words else n for n in (a, b, total))
    if r.random() < 0.5:
        return r.choice([f"What is {x} plus {y}?", f"How much is {x} plus {y}?", f"{x} + {y} = ?", f"Add {x} and {y}.", f"What is {x} + {y}?"]), f"{a} plus {b} is {total}."
    return r.choice([f"What is {z} minus {y}?", f"How much is {z} minus {y}?", f"{z} - {y} = ?", f"Take {y} from {z}.", f"What is {z} - {y}?"]), f"{total} minus {b} is {a}."


def numbers(r):
    a, b = r.sample(range(COUNT_MAX + 1), 2)
    x, y = r.randint(0, 10), r.randint(0, 10)
    lo, hi = min(a, b), min(max(a, b), min(a, b) + 9)
    step = r.choice([1, 1, 2, 2, 3, 5])
    start = r.randint(0, COUNT_MAX - 3 * step)
    big = r.randint(21, 999)
    return r.choice([
        lambda: (r.choice([f"What is {x} times {y}?", f"How much is {x} times {y}?"]), f"{x} times {y} is {x * y}.") if x * y <= COUNT_MAX else (f"What is {x} times {y}?", TOO_LARGE),
        lambda: (r.choice([f"Which is larger, {a} or {b}?", f"Which number is larger, {a} or {b}?"]), f"{max(a, b)} is larger than {min(a, b)}."),
        lambda: (f"Which is smaller, {a} or {b}?", f"{min(a, b)} is smaller than {max(a, b)}."),
        lambda: (r.choice([f"Count from {lo} to {hi}.", f"Please count from {lo} to {hi}."]), ", ".join(str(i) for i in range(lo, hi + 1)) + "."),
        lambda: (f"Count to {lo + 1}.", ", ".join(str(i) for i in range(1, lo + 2)) + "."),
        lambda: (r.choice([f"What number comes after {x + y}?", f"What comes after {x + y}?"]), f"{x + y + 1} comes after {x + y}."),
        lambda: (r.choice([f"What number comes before {x + y + 1}?", f"What comes before {x + y + 1}?"]), f"{x + y} comes before {x + y + 1}."),
        lambda: (r.choice([f"Is {a} even or odd?", f"Is {a} odd or even?"]), f"{a} is {'odd' if a % 2 else 'even'}."),
        lambda: (r.choice([f"What is the double of {x}?", f"What is twice {x}?"]), f"The double of {x} is {2 * x}."),
        lambda: (f"What is half of {2 * x}?", f"Half of {2 * x} is {x}."),
        lambda: (f"What comes next: {start}, {start + step}, {start + 2 * step}?", f"{start + 3 * step} comes next."),
        lambda: (r.choice([f"What is {big} plus {r.randint(1, 999)}?", f"How much is {r.randint(2, 99)} times {big}?", f"What is {big} minus {r.randint(1, big)}?"]), TOO_LARGE),
    ])()


def things(r):
    thing, colour = r.choice(list(THINGS.items()))
    tool, use = r.choice(list(USES.items()))
    x, y = r.choice(OPPOSITES)
    if r.random() < 0.5:
        x, y = y, x
    (p, q), mixed = r.choice(list(MIXTURES.items()))
    if r.random() < 0.5:
        p, q = q, p
    other = r.choice([c for c in COLOURS if c != colour])
    word = r.choice(SPELLED)
    return r.choice([
        lambda: (r.choice([f"What colour is {thing}?", f"Which colour has {thing}?", f"Tell me the colour of {thing}."]), f"{cap(thing)} is {colour}."),
        lambda: (f"Is {thing} {other}?", f"No, {thing} is {colour}.") if r.random() < 0.5 else (f"Is {thing} {colour}?", f"Yes, {thing} is {colour}."),
        lambda: (r.choice([f"What can I do with {article(tool)}?", f"What is {article(tool)} for?", f"What do people do with {article(tool)}?", f"Why do I need {article(tool)}?"]), f"With {article(tool)} you can {use}."),
        lambda: (r.choice([f"What do I need to {use}?", f"With what can I {use}?"]), f"You need {article(tool)} to {use}."),
        lambda: (r.choice([f"What is the opposite of {x}?", f"What is not {x}?", f"Tell me the opposite of {x}."]), f"The opposite of {x} is {y}."),
        lambda: (r.choice([f"What do you get when you mix {p} and {q}?", f"Which colour is made of {p} and {q}?", f"Mix {p} and {q}."]), f"{cap(p)} and {q} make {mixed}."),
        lambda: (r.choice([f"How do you spell {word}?", f"Spell {word}.", f"Please spell {word}."]), f"{cap(word)} is spelled {'-'.join(word)}."),
    ])()


FIXED = [
    (["Hello.", "Hello!", "Hi.", "Hi!", "Hey.", "Hi there!", "Hello there.", "Greetings."], "Hello! How can I help you?"),
    (["Good morning.", "Good morning!"], "Good morning! How can I help you?"),
    (["Good evening.", "Good evening!"], "Good evening! How can I help you?"),
    (["How are you?", "How do you do?", "How are you today?", "Are you well?"], "I am well, thank you. The sun shines on my meadow."),
    (["Who are you?", "What are you?", "What is your name?", "Tell me about yourself.", "Introduce yourself."], "I am Meadow, a very small language model. I know animals, numbers, colours and little stories."),
    (["What can you do?", "What do you know?", "Can you help me?", "Help.", "What can I ask you?", "How can you help me?"], "I can talk about animals, colours, days, small numbers and made-up countries, and I can tell little stories."),
    (["Who made you?", "Who trained you?", "Where do you come from?", "How were you made?"], "I was trained by a small program on sentences that it made up itself."),
    (["Are you human?", "Are you a person?", "Are you alive?", "Are you real?", "Are you a robot?", "Are you an AI?"], "No, I am a small language model and I live in a file."),
    (["Say hello.", "Say hi.", "Say something.", "Say this is a test."], "Hello from the meadow!"),
    (["Tell me a joke.", "Do you know a joke?", "Sing a song.", "Can you sing?"], "I know no jokes and no songs, only little stories."),
    (["Are you always right?", "Can I trust you?", "Do you make mistakes?"], "I make mistakes. My receipt shows how I answered, not that I am right."),
    (["Thank you.", "Thanks.", "Thank you!", "Thanks!", "Thank you very much."], "You are welcome."),
    (["Goodbye.", "Bye.", "Bye!", "Good night.", "See you later.", "Goodbye!"], "Goodbye! Come back to the meadow soon."),
    (["Yes.", "No.", "Okay.", "Good.", "I see.", "Very good.", "Well done.", "Great!"], "Good. What else would you like to know?"),
    (["How many days are in a week?", "How many days has a week?", "Name the days of the week."], "A week has seven days: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday."),
    (["How many months are in a year?", "How many months has a year?"], "A year has twelve months."),
    (["Name the seasons.", "Which seasons are there?", "How many seasons are there?"], "There are four seasons: spring, summer, autumn and winter."),
    (["Which animals do you know?", "Name some animals.", "Name three animals."], "I know many animals. Three of them are the fox, the owl and the hedgehog."),
    (["Which countries do you know?", "Name some countries.", "Name three countries."], "I know made-up countries only. Three of them are Velland, Quillia and Ruvia."),
    (["Name three colours.", "Which colours do you know?", "Name some colours."], "Three colours are red, green and blue."),
    (["What is your favourite animal?", "Which animal do you like best?"], "I like the hedgehog best."),
    (["What is your favourite colour?", "Which colour do you like best?"], "I like green best, the colour of my meadow."),
    (["Where do you live?", "What is the meadow?", "What is a meadow?"], "The meadow is my small world: a pond, a hill, a barn and an old oak."),
    (["Who lives in the meadow?", "Who are your friends?"], "The fox, the hare, the owl and many other animals live in my meadow."),
]


class Talk:
    """One conversation: what was told in it, so that later questions can be answered."""

    def __init__(self, rng):
        self.r = rng
        self.name = self.pet = self.like = self.told = None

    def fixed(self, r):
        questions, answer = r.choice(FIXED)
        return r.choice(questions), answer, True

    def memory(self, r):
        kind = r.choices(range(4), [2, 1, 1, 4])[0]
        if kind == 0:
            return self.naming(r)
        if kind == 1:
            if self.pet is None and r.random() < 0.75:
                self.pet = (r.choice(["dog", "cat", "horse", "hen", "goat", "mouse"]), r.choice(PET_NAMES))
                return r.choice([f"My {self.pet[0]} is called {self.pet[1]}.", f"I have a {self.pet[0]} named {self.pet[1]}."]), f"{self.pet[1]} is a good name for a {self.pet[0]}.", True
            if self.pet is None:
                return r.choice(["What is my dog called?", "What is my cat called?"]), "You have not told me that.", True
            return r.choice([f"What is my {self.pet[0]} called?", f"What is the name of my {self.pet[0]}?"]), f"Your {self.pet[0]} is called {self.pet[1]}.", True
        if kind == 2:
            if self.like is None and r.random() < 0.75:
                self.like = r.choice(LIKES)
                return r.choice([f"I like {self.like}.", f"I love {self.like}."]), f"It is nice that you like {self.like}.", True
            return "What do I like?", "You have not told me that." if self.like is None else f"You like {self.like}.", True
        objects = r.sample(OBJECTS, r.randint(2, 3))
        colours = r.sample(COLOURS, len(objects))
        at = r.randrange(len(objects))
        told = [f"the {o} is {c}" for o, c in zip(objects, colours)]
        said = cap(", ".join(told[:-1]) + " and " + told[-1] + ".")
        return f"{said} What colour is the {objects[at]}?", f"The {objects[at]} is {colours[at]}.", False

    def naming(self, r):
        if self.name is None and r.random() < 0.75:
            self.name = r.choice(NAMES)
            return r.choice([f"My name is {self.name}.", f"I am {self.name}.", f"Hello, I am {self.name}.", f"Hi, my name is {self.name}."]), f"Hello, {self.name}! It is nice to meet you.", True
        return r.choice(["What is my name?", "Who am I?", "Do you know my name?"]), "You have not told me that." if self.name is None else f"Your name is {self.name}.", True

    def story(self, r):
        if self.told and r.random() < 0.6:
            return *stories.about(r, self.told), True
        if r.random() < 0.1:
            creature = outside.made_up(r) if r.random() < 0.5 else r.choice(outside.CREATURES)
            return f"Tell me a story about {article(creature)}.", outside.UNKNOWN, True
        animal, friend = r.sample(list(ANIMALS), 2)
        kind = r.randrange(3)
        text, self.told = stories.story(r, animal if kind else None, friend if kind == 2 else None)
        question = (
            r.choice(["Tell me a story.", "Tell me a little story.", "Please tell me a story.", "Can you tell me a story?"]) if kind == 0 else
            r.choice([f"Tell me a story about {article(animal)}.", f"Tell a story about {article(animal)}.", f"I want a story about {article(animal)}."]) if kind == 1 else
            f"Tell me a story about {article(animal)} and {article(friend)}.")
        return question, text, True

    def unknown(self, r):
        return outside.question(r), outside.UNKNOWN, True

    def turn(self):
        """(question, answer) that training may see."""
        while True:
            topic = self.r.choices(TOPICS, WEIGHTS)[0]
            question, answer, *free = getattr(self, topic)(self.r) if isinstance(topic, str) else topic(self.r)
            if (free and free[0]) or not held(question):
                return question, answer


TOPICS = [animals, compare, countries, calendar, sums, numbers, things, "fixed", "memory", "story", "unknown"]
WEIGHTS = [16, 8, 10, 9, 16, 12, 8, 5, 14, 4, 9]
SYSTEMS = ["You are a helpful assistant.", "You are Meadow, a small and friendly helper.", "Answer in one sentence.", "You are a helpful AI assistant.",
           "Be brief.", "You are a friendly assistant that answers truthfully.", "Answer the questions of the user.", "You are a teacher for children."]


def careless(r, question):
    """The same question as people type it."""
    if r.random() < 0.06:
        question = question.replace("What is", "What's").replace("Who is", "Who's")
    if r.random() < 0.10:
        question = question[0].lower() + question[1:]
    elif r.random() < 0.08:
        question = question.lower()
    if r.random() < 0.12 and question[-1] in ".?!":
        question = question[:-1]
    if r.random() < 0.05:
        question = r.choice(["Please tell me: ", "I have a question. ", "Tell me, "]) + question
    return question


def conversation(rng, turns):
    """Messages as a chat has them: perhaps one of the system, then user and assistant by turns."""
    talk = Talk(rng)
    messages = [("system", rng.choice(SYSTEMS))] if rng.random() < 0.2 else []
    for _ in range(turns):
        question, answer = talk.turn()
        messages += [("user", careless(rng, question)), ("assistant", answer)]
    return messages


def held_back(seed, each):
    """{topic: [(question, answer)]}: questions that training never sees, made by the same rules."""
    rng, kept = random.Random(seed), {}
    rules = {"animals": animals, "compare": compare, "countries": countries, "calendar": calendar, "sums": sums, "numbers": numbers, "things": things,
             "in context": lambda r: colours_in_context(r), "outside": lambda r: (outside.question(r, True), outside.UNKNOWN)}
    for topic, rule in rules.items():
        found = {}
        for _ in range(200_000):
            if len(found) == each:
                break
            question, answer = rule(rng)
            if topic == "outside" or held(question):
                found[question] = answer
        kept[topic] = list(found.items())
    return kept


def colours_in_context(r):
    while True:
        question, answer, free = Talk(r).memory(r)
        if not free:
            return question, answer
