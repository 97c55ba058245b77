# xoshiro128** 1.1 from a seed of 128 bits, written a second time to check src/domain/randomisation-generator.ts. Run:
#   python3 tests/reference/randomisation-generator.py > tests/reference/randomisation-generator.txt
wide, word = (1 << 64) - 1, (1 << 32) - 1


def mix(v):
    v &= wide
    v = ((v ^ (v >> 30)) * 0xBF58476D1CE4E5B9) & wide
    v = ((v ^ (v >> 27)) * 0x94D049BB133111EB) & wide
    return v ^ (v >> 31)


def rotated(v, by):
    return ((v << by) | (v >> (32 - by))) & word


def numbers(s, count):
    s = list(s)
    for _ in range(count):
        yield rotated(s[1] * 5 & word, 7) * 9 & word
        shifted = s[1] << 9 & word
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = rotated(s[3], 11)


def state(seed):
    high, low = seed >> 64, seed & wide
    low = mix(low + 0x9E3779B97F4A7C15)
    high = mix(high + low)
    low = mix(low + high)
    return high >> 32, high & word, low >> 32, low & word


# The first number of SplitMix64 from 0, as published.
assert mix(0x9E3779B97F4A7C15) == 0xE220A8397B1DCDAF
print("state 1, 2, 3, 4:", *numbers((1, 2, 3, 4), 9))
print("seed 0123456789abcdef twice:", *numbers(state(0x0123456789ABCDEF0123456789ABCDEF), 3))
