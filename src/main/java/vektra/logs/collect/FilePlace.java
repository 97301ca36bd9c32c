package vektra.logs.collect;

import java.util.function.Function;
import vektra.model.text.VektraException;

/**
 * Where to go on with a file.
 *
 * @param position -1 when the spool has nothing of it
 */
public record FilePlace(Way way, long position) {
    /**
     * Asks the spool. Each time that a file was emptied and then began in the same way again, it became another origin,
     * with a number behind the same name.
     *
     * @param size of the file as it is now
     * @param emptied whether it is known that it was emptied since the spool had something of it
     */
    static FilePlace of(String origin, Function<String, Way> ways, long size, boolean emptied) {
        FilePlace last = at(origin + 0, ways);
        for (int generation = 1; last.position >= 0; generation++) {
            FilePlace next;
            try {
                next = at(origin + generation, ways);
            } catch (VektraException e) {
                last.way.close();
                throw e;
            }
            if (next.position < 0 && !emptied && last.position <= size) {
                next.way.close();
                return last;
            }
            last.way.close();
            if (next.position < 0) {
                next.way.send(0);
                return new FilePlace(next.way, 0);
            }
            last = next;
        }
        return last;
    }

    private static FilePlace at(String origin, Function<String, Way> ways) {
        Way way = ways.apply(origin);
        try {
            return new FilePlace(way, way.position());
        } catch (VektraException e) {
            way.close();
            throw e;
        }
    }
}
