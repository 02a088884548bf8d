"""Phrases become sound: recorded by a person, by a Piper voice, or by espeak-ng in a program of its own."""
