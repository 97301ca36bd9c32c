package vektra.model;

import org.jspecify.annotations.Nullable;

/**
 * What was done to the secrets of a home.
 *
 * @param key the id of the current data key; null when the home is not encrypted
 * @param by where the key comes from that encrypts it; null likewise
 * @param files the number of files that were changed, the one of keys too; 0 when all was so already
 * @param made whether the file of the key was made
 */
public record Encrypted(@Nullable String key, @Nullable String by, int files, boolean made) {
    /** Nothing was done, and nothing is encrypted. */
    public static final Encrypted NOTHING = new Encrypted(null, null, 0, false);
}
