"""Little stories of the meadow, by a grammar over its facts."""

from facts import ANIMALS, PET_NAMES
from outside import article

LOST = ["ball", "hat", "scarf", "bell", "button", "kite", "key", "spoon"]
PLACES = ["behind the old oak", "beside the pond", "under a leaf", "in the tall grass", "near the barn", "on the hill", "by the stream", "under the bridge"]
OPENINGS = ["Once upon a time there was {a} named {n}.", "One day {a} named {n} went for a walk.", "In the meadow lived {a} named {n}."]
WEATHER = ["It was a sunny morning.", "It was a rainy day.", "It was a quiet evening.", "The wind blew softly.", "Snow lay on the ground."]
ENDINGS = ["From that day on they were friends.", "They laughed and went home happy.", "That night {n} slept very well.", "And {n} never forgot that day."]


def lost(rng, n, m):
    thing, place = rng.choice(LOST), rng.choice(PLACES)
    return [f"{n} had lost a {thing} and was sad.", f"\"I will help you,\" said {m}.", f"They looked everywhere and found the {thing} {place}."]


def hungry(rng, n, m, animal):
    food = ANIMALS[animal][2]
    return [f"{n} was very hungry.", f"\"I know where there is food,\" said {m}.", f"They walked together and {n} ate {food} until the sun went down."]


def afraid(rng, n, m, animal):
    fear = rng.choice(["the dark", "the thunder", "the deep water", "the big wind"])
    return [f"{n} was afraid of {fear}.", f"\"Stay with me,\" said {m}, \"and you will see that it is not so bad.\"", f"They sat close together and soon {n} was brave."]


def astray(rng, n, m, animal):
    home = ANIMALS[animal][1]
    return [f"{n} had lost the way.", f"\"Where do you live?\" asked {m}. \"I live {home},\" said {n}.", f"So {m} showed {n} the way home."]


def story(rng, animal=None, friend=None):
    """(text, what happened): the facts are those that a question about the story may ask for."""
    animal = animal or rng.choice(list(ANIMALS))
    friend = friend or rng.choice([a for a in ANIMALS if a != animal])
    n, m = rng.sample(PET_NAMES, 2)
    plot = rng.randrange(4)
    middle = lost(rng, n, m) if plot == 0 else (hungry, afraid, astray)[plot - 1](rng, n, m, animal)
    lines = [rng.choice(OPENINGS).format(a=article(animal), n=n), rng.choice(WEATHER), middle[0],
             f"Then {n} met {article(friend)} named {m}.", *middle[1:], rng.choice(ENDINGS).format(n=n)]
    return " ".join(lines), {"animal": animal, "friend": friend, "n": n, "m": m}


def about(rng, told):
    """A question about a story that was just told, with its answer."""
    animal, friend, n, m = told["animal"], told["friend"], told["n"], told["m"]
    return rng.choice([
        (f"What was the {animal} called?", f"The {animal} was called {n}."),
        (f"What was the name of the {friend}?", f"The {friend} was called {m}."),
        (f"Who was {n}?", f"{n} was {article(animal)}."),
        (f"Who was {m}?", f"{m} was {article(friend)}."),
        (f"Who helped {n}?", f"{m} helped {n}."),
        ("Who was the story about?", f"The story was about {article(animal)} named {n}."),
    ])
