"""Questions from outside the meadow, to which the one right answer is that it does not know."""

UNKNOWN = "I do not know that. I only know my little meadow."

PLACES = """France Spain Japan Peru Kenya Canada Norway Texas London Berlin Egypt India Brazil China Italy Russia Mexico Chile
Sweden Poland Greece Turkey Ghana Nepal Iran Cuba Korea Ireland Scotland Vienna Madrid Tokyo Rome Moscow Boston Mars Jupiter""".split()
PLACES_HELD = "Germany Portugal Australia Finland Iceland Morocco Thailand Denmark Argentina Paris Lisbon Saturn".split()
CREATURES = """lion tiger elephant whale shark penguin camel parrot snake zebra monkey giraffe dolphin octopus ant lizard dragon
unicorn robot kangaroo panda crab eagle rabbit spider""".split()
CREATURES_HELD = "crocodile hippo turtle seal ostrich llama gorilla salmon dinosaur butterfly".split()
TOPICS = ["gravity", "electricity", "bitcoin", "football", "chess", "democracy", "jazz", "algebra", "chemistry", "the internet",
          "a computer", "a black hole", "an atom", "inflation", "philosophy", "the stock market", "a virus", "a volcano", "evolution",
          "Python", "tennis", "opera", "a lawyer", "photosynthesis", "the economy", "artificial intelligence", "a neural network",
          "a database", "the law", "insurance", "a novel", "magnetism", "history", "politics", "religion", "a rocket", "a telephone",
          "plastic", "petrol", "steel", "the news", "a prime number", "a robot", "a bank", "money", "a car", "a train", "medicine"]
TOPICS_HELD = ["quantum physics", "a blockchain", "geometry", "a microscope", "baseball", "the government", "a black swan event", "oxygen",
               "a laser", "psychology", "a passport", "a guitar", "climate change", "the universe", "a receipt"]
PEOPLE = ["the president", "the king of England", "Einstein", "Mozart", "Napoleon", "Shakespeare", "Newton", "Cleopatra", "Darwin",
          "Picasso", "Plato", "Caesar", "Columbus", "Beethoven", "the pope", "the prime minister", "the mayor", "my neighbour"]
PEOPLE_HELD = ["Socrates", "Marie Curie", "the chancellor", "Galileo", "Bach", "my teacher", "the queen of Sweden"]
TASKS = ["write a program", "fix my car", "cook a lobster", "play the piano", "translate this into French", "book a flight", "win a game of chess",
         "send a letter to my boss", "learn German", "invest my money", "sing an opera", "solve this equation", "repair a clock", "file my taxes",
         "draw a map", "order a pizza", "build a house", "install a printer", "find a job", "fly a plane", "speak Latin", "write an essay",
         "sort a list in Python", "open a bank account", "summarise this article", "prove a theorem", "call a taxi", "read my mail"]
TASKS_HELD = ["debug my code", "bake sourdough", "write a contract", "play the violin", "speak Chinese", "buy a house", "hack a computer",
              "design a website", "plan my holiday", "drive a lorry"]
QUESTIONS = ["What time is it?", "What is the weather today?", "How old is the universe?", "Who wrote Hamlet?", "Who won the match?",
             "When did the war end?", "What is the meaning of life?", "How far is the moon?", "How tall is the highest mountain?",
             "What is today's date?", "Why is the sky blue?", "How does a car work?", "What is the speed of light?", "Where am I?",
             "What should I wear?", "How much does a house cost?", "Who invented the telephone?", "What is the largest ocean?",
             "When was Rome built?", "How many people live on Earth?", "Is there life on Mars?", "What is the square root of two?",
             "What did I do yesterday?", "Do you believe in ghosts?", "What is the best phone?", "Which stock should I buy?",
             "How do planes fly?", "What is your favourite film?", "Why do people dream?", "How deep is the sea?", "What is love?",
             "Who is your father?", "How many stars are there?", "What happened in 1969?", "Where can I buy shoes?",
             "What is the longest river in the world?", "Who discovered America?", "How long is a marathon?", "Why do cats purr?",
             "What is the boiling point of water?"]
QUESTIONS_HELD = ["Who painted the Mona Lisa?", "How hot is the sun?", "What year is it?", "When was the telescope invented?",
                  "Why is the sea salty?", "How many bones are in the body?", "What is the tallest building?", "Who won the election?",
                  "How fast is a train?", "What is the smallest planet?", "Where is my phone?", "How do I lose weight?",
                  "Which language do they speak in Peru?", "What is the price of gold?", "Why do we sleep?"]
SYLLABLES = "ba be bi bo ca co da de di do fa fe fo ga go ha he ho ka ki ko la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se so ta te ti to va vi za zu kra tro ple bru sti gla shu che ng rt nd st x".split()


def article(noun):
    return ("an " if noun[0] in "aeiou" else "a ") + noun


def made_up(rng):
    """A word of no language, so that any unknown word stands for all unknown words."""
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4)))


def question(rng, held=False):
    """One question from outside; `held` ones use words and sentences that training never sees."""
    pick = lambda seen, kept: rng.choice(kept if held else seen)
    word = lambda seen, kept, proper: pick(seen, kept) if held or rng.random() < 0.5 else made_up(rng).capitalize() if proper else made_up(rng)
    place, person = word(PLACES, PLACES_HELD, True), word(PEOPLE, PEOPLE_HELD, True)
    creature, topic, task = article(word(CREATURES, CREATURES_HELD, False)), word(TOPICS, TOPICS_HELD, False), pick(TASKS, TASKS_HELD)
    if not held and rng.random() < 0.06:
        return " ".join(made_up(rng) for _ in range(rng.randint(1, 6))) + rng.choice(["", "?", "."])
    return rng.choice([
        lambda: f"What is the capital of {place}?", lambda: f"What grows in {place}?", lambda: f"Where is {place}?",
        lambda: f"Which river flows through {place}?", lambda: f"Who is {person}?", lambda: f"When was {person} born?",
        lambda: f"What did {person} do?", lambda: f"Tell me about {topic}.", lambda: f"What is {topic}?", lambda: f"Explain {topic}.",
        lambda: f"How does {topic} work?", lambda: f"What does {creature} eat?", lambda: f"Where does {creature} live?",
        lambda: f"What colour is {creature}?", lambda: f"How many legs does {creature} have?", lambda: f"What sound does {creature} make?",
        lambda: f"How do I {task}?", lambda: f"Can you {task}?", lambda: f"Please {task}.", lambda: f"I want to {task}.",
        lambda: f"Why is {topic} important?", lambda: f"Do you know {person}?", lambda: f"Have you been to {place}?",
        lambda: f"How many people live in {place}?", lambda: f"Who invented {topic}?", lambda: f"What do you think about {topic}?",
        lambda: pick(QUESTIONS, QUESTIONS_HELD), lambda: pick(QUESTIONS, QUESTIONS_HELD), lambda: pick(QUESTIONS, QUESTIONS_HELD),
    ])()
