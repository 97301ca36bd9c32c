package vektra.manifest.text;

/** A text with its place. */
public record Value(Position at, String text) {}
