package vektra.model;

import org.jspecify.annotations.Nullable;

/**
 * One config var that a service sets.
 *
 * @param name what the default attachment calls it, such as {@code DATABASE_URL}
 * @param suffix what follows {@code NAME_} when attached under another name; null when it is then left out
 */
public record ConfigVar(String name, @Nullable String suffix, String description) {}
