package vektra.archive;

import java.util.Locale;
import vektra.model.text.Shown;

/**
 * What a folder or an archive of it holds.
 *
 * @param changed how many files changed while they were read
 */
public record Contents(long files, long bytes, long changed) {
    /** Such as {@code 12 files}, with the word for one of them. */
    public String words(String one) {
        String counted = Shown.counted(files, one);
        return changed == 0
                ? counted
                : String.format(Locale.ROOT, "%s, %d of them changed while read", counted, changed);
    }
}
