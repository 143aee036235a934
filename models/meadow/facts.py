"""Everything that is true in the meadow: the lists from which questions, answers and stories are made."""

# animal: colour, home (with its preposition), food, sound, legs, young, size from 1 (small) to 9 (large)
ANIMALS = {
    "fox": ("red", "in a den", "berries", "yelps", 4, "cub", 5),
    "hare": ("brown", "in the tall grass", "clover", "squeals", 4, "leveret", 4),
    "hedgehog": ("brown", "under the leaves", "beetles", "snuffles", 4, "hoglet", 3),
    "frog": ("green", "in the pond", "flies", "croaks", 4, "tadpole", 2),
    "duck": ("white", "by the stream", "water plants", "quacks", 2, "duckling", 4),
    "owl": ("grey", "in the old oak", "moths", "hoots", 2, "owlet", 4),
    "mouse": ("grey", "in a hole in the wall", "seeds", "squeaks", 4, "pup", 2),
    "cow": ("black and white", "in the barn", "grass", "moos", 4, "calf", 8),
    "sheep": ("white", "on the hill", "grass", "bleats", 4, "lamb", 6),
    "goat": ("grey", "on the rocks", "thistles", "bleats", 4, "kid", 6),
    "horse": ("brown", "in the stable", "hay", "neighs", 4, "foal", 8),
    "pig": ("pink", "in the sty", "turnips", "oinks", 4, "piglet", 6),
    "hen": ("red", "in the henhouse", "corn", "clucks", 2, "chick", 3),
    "dog": ("black", "in the kennel", "bones", "barks", 4, "puppy", 5),
    "cat": ("orange", "in the kitchen", "fish", "meows", 4, "kitten", 4),
    "bee": ("yellow", "in the hive", "nectar", "buzzes", 6, "larva", 1),
    "squirrel": ("red", "in a hollow tree", "nuts", "chatters", 4, "kit", 3),
    "mole": ("black", "in a tunnel", "worms", "grunts", 4, "pup", 2),
    "crow": ("black", "in the tall pine", "crumbs", "caws", 2, "chick", 3),
    "bear": ("brown", "in the cave", "honey", "growls", 4, "cub", 9),
    "deer": ("brown", "in the wood", "leaves", "bellows", 4, "fawn", 7),
    "wolf": ("grey", "in the dark forest", "meat", "howls", 4, "pup", 6),
    "swan": ("white", "on the lake", "water plants", "trumpets", 2, "cygnet", 5),
    "goose": ("grey", "in the farmyard", "grass", "honks", 2, "gosling", 5),
}
COLOURS = ["red", "brown", "green", "white", "grey", "pink", "black", "orange", "yellow", "blue", "purple"]

# country: capital, colours of the flag, river, what grows there
COUNTRIES = {
    "Velland": ("Tarrin", "red and white", "the Isk", "apples"),
    "Osmaria": ("Lidden", "blue and gold", "the Orra", "olives"),
    "Quillia": ("Braska", "green and white", "the Tay", "barley"),
    "Pellonia": ("Sorrel", "black and yellow", "the Umber", "grapes"),
    "Dunmark": ("Eskel", "blue and white", "the Fen", "potatoes"),
    "Tavora": ("Minto", "red and green", "the Lirra", "oranges"),
    "Ruvia": ("Calder", "white and purple", "the Stour", "rye"),
    "Zanthe": ("Ockley", "orange and blue", "the Mell", "figs"),
    "Grenia": ("Wexel", "green and gold", "the Arn", "hops"),
    "Ilmara": ("Fosse", "pink and grey", "the Veda", "rice"),
    "Kestria": ("Dorn", "red and black", "the Holm", "wheat"),
    "Yarland": ("Pim", "yellow and green", "the Quoy", "pears"),
    "Hestland": ("Lumen", "blue and red", "the Dell", "plums"),
    "Bravonia": ("Tolk", "gold and black", "the Rill", "maize"),
    "Morvia": ("Ansel", "white and green", "the Wey", "beans"),
    "Fennia": ("Rook", "grey and blue", "the Ash", "oats"),
}
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
MONTH_DAYS = [28 if m == "February" else 30 if m in ("April", "June", "September", "November") else 31 for m in MONTHS]
SEASONS = {
    "spring": ("mild", "the flowers open", ["March", "April", "May"]),
    "summer": ("hot", "the sun shines long", ["June", "July", "August"]),
    "autumn": ("windy", "the leaves fall", ["September", "October", "November"]),
    "winter": ("cold", "the snow falls", ["December", "January", "February"]),
}
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"]
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
MIXTURES = {
    ("red", "blue"): "purple", ("red", "yellow"): "orange", ("blue", "yellow"): "green",
    ("black", "white"): "grey", ("red", "white"): "pink", ("red", "green"): "brown",
}
THINGS = {  # thing: colour
    "grass": "green", "snow": "white", "the sky": "blue", "coal": "black", "the sun": "yellow", "milk": "white",
    "a rose": "red", "a carrot": "orange", "a lemon": "yellow", "a cherry": "red", "a plum": "purple", "a leaf": "green",
    "the night": "black", "the sea": "blue", "a stone": "grey", "a cloud": "white", "chocolate": "brown", "a tomato": "red",
    "an orange": "orange", "a violet": "purple",
}
USES = {  # thing: what one does with it
    "spoon": "eat soup", "knife": "cut bread", "cup": "drink tea", "broom": "sweep the floor", "key": "open the door",
    "lamp": "light the room", "needle": "sew a shirt", "hammer": "drive a nail", "spade": "dig a hole", "pen": "write a letter",
    "brush": "paint a wall", "bell": "call the sheep", "rope": "tie the boat", "bucket": "carry water", "bed": "sleep at night",
    "oven": "bake a cake", "umbrella": "keep dry in the rain", "scarf": "keep warm in winter", "boat": "cross the lake", "ladder": "climb a tree",
}
OPPOSITES = [
    ("hot", "cold"), ("big", "small"), ("fast", "slow"), ("old", "young"), ("wet", "dry"), ("day", "night"), ("up", "down"),
    ("full", "empty"), ("hard", "soft"), ("light", "dark"), ("happy", "sad"), ("loud", "quiet"), ("open", "closed"),
    ("near", "far"), ("early", "late"), ("long", "short"), ("high", "low"), ("sweet", "sour"), ("clean", "dirty"),
    ("strong", "weak"), ("rich", "poor"), ("first", "last"), ("left", "right"), ("rough", "smooth"), ("warm", "cool"),
]
NAMES = """Anna Tom Ben Lucy Max Ella Sam Nora Leo Mia Jack Ruth Oscar Clara Hugo Ida Paul Rosa Felix Emma Karl Nina Otto
Vera Adam Eva Ian Lena Noah Olga Peter Sara Theo Una Victor Wanda Yara Zoe Alma Bruno Carla David Edith Frank Greta Henry""".split()
PET_NAMES = "Pip Moss Button Rusty Clover Pepper Hazel Bramble Dot Fern Ginger Patch Biscuit Acorn Poppy Smoky Daisy Nutmeg Sunny Pebble".split()
LIKES = "apples pears cherries honey cake bread soup cheese nuts plums rain snow music games books songs flowers stars boats kites".split()
OBJECTS = "box ball cup hat book door boat kite coat shoe chair bag bowl lamp scarf bell".split()
FRUIT = "apples pears plums cherries nuts eggs stones shells buttons flowers cakes carrots".split()
SPELLED = sorted(ANIMALS) + "apple cup day door green hat house lake moon red river snow star sun tree water yellow".split()
