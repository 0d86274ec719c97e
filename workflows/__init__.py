"""The rules of the loop: pure functions over plain values; standard library only, time is an argument."""
