"""Random inputs, and the list of their generators."""

import random

LEVELS = [0.95, 0.95, 0.9, 0.99, 0.998, 0.8, 0.5]


class Draw(random.Random):
    """Random inputs, and the strange ones that every list of units is tried with."""

    def pick(self, chances, *options):
        return self.choices(options, weights=chances)[0]

    def value(self, low=0, high=100, digits=2):
        return round(self.uniform(low, high), digits)

    def list(self, n, low=0, high=100, digits=2):
        return [self.value(low, high, digits) for _ in range(n)]

    def holes(self, values, share=0.2):
        return [None if self.random() < share else v for v in values]

    def amounts(self):
        """(tags, values): what measures of inequality are tried with."""
        n = self.randint(2, 40)
        kind = self.randrange(13)
        if kind == 0:
            return ["ordinary"], self.list(n)
        if kind == 1:
            return ["tied"], [self.randint(1, 5) for _ in range(n)]
        if kind == 2:
            return ["zero"], [self.choice([0, 0, self.value()]) for _ in range(n)]
        if kind == 3:
            return ["missing"], self.holes(self.list(n))
        if kind == 4:
            return ["negative"], self.list(n, -50, 100)
        if kind == 5:
            return ["extreme"], [self.lognormvariate(0, 4) for _ in range(n)]
        if kind == 6:
            return ["tiny"], [v * 1e-9 for v in self.list(n, 1, 9)]
        if kind == 7:
            return ["tied"], [self.value()] * n
        if kind == 8:
            return ["single"], [self.value(1)]
        if kind == 9:
            return ["extreme"], [1e12 + self.randint(0, 10**9) for _ in range(n)]
        if kind == 10:
            return self.choice([(["empty"], []), (["missing"], [None] * n), (["zero"], [0] * n)])
        if kind == 11:
            return ["extreme"], [1] * n + [10 ** self.randint(3, 9)]
        return ["large"], self.list(self.randint(200, 500))

    def weights(self, n):
        kind = self.randrange(9)
        if kind < 3:
            return [], None
        if kind == 3:
            return ["weighted", "zero"], [self.choice([0, self.randint(1, 9)]) for _ in range(n)]
        if kind == 4:
            return ["weighted", "missing"], self.holes([self.randint(1, 90) for _ in range(n)])
        if kind == 5:
            return ["weighted", "extreme"], [self.choice([1, 10**9, 1e-6]) for _ in range(n)]
        if kind == 6 and self.random() < 0.5:
            return ["weighted", "negative"], [self.randint(-1, 9) for _ in range(n)]
        if kind == 7:
            return ["weighted"], self.list(n, 0.01, 3, 4)
        return ["weighted"], [self.randint(1, 5000) for _ in range(n)]

    def weighted(self):
        tags, values = self.amounts()
        more, weights = self.weights(len(values))
        return tags + more, {"values": values, "weights": weights}

    def estimate(self, low=0, high=2000):
        kind = self.randrange(14)
        e = self.choice([self.randint(low, high), self.value(low, high)])
        m = self.choice([self.randint(0, max(1, int(abs(e)) // 2)), self.value(0, abs(e) + 1)])
        if kind == 0:
            e = 0
        elif kind == 1:
            e = None
        elif kind == 2:
            m = None
        elif kind == 3:
            m = 0
        elif kind == 4:
            e = -e
        elif kind == 5:
            e, m = e * 10**6, m * 10**6
        elif kind == 6:
            e, m = e * 1e-7, m * 1e-7
        return {"estimate": e, "moe": m}

    def neighbours(self, n):
        """A grid, a path, a full graph, a random graph or one with islands."""
        kind = self.randrange(6)
        if kind == 0:
            width = max(1, int(n**0.5))
            near = lambda i: [
                j
                for j in (i - 1, i + 1, i - width, i + width)
                if 0 <= j < n and (abs(i - j) == width or i // width == j // width)
            ]
            return [sorted(set(near(i))) for i in range(n)]
        if kind == 1:
            return [[j for j in (i - 1, i + 1) if 0 <= j < n] for i in range(n)]
        if kind == 2:
            return [[j for j in range(n) if j != i] for i in range(n)]
        share = self.choice([0.1, 0.3, 0.6])
        edges = {(i, j) for i in range(n) for j in range(i) if self.random() < share}
        lists = [[j for j in range(n) if (i, j) in edges or (j, i) in edges] for i in range(n)]
        if kind == 5:
            lists = [[j for j in near if j % 3 and i % 3] for i, near in enumerate(lists)]
        return lists


GENERATORS = {}


def generator(function):
    GENERATORS[function.__name__] = function
    return function
