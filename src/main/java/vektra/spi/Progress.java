package vektra.spi;

import java.util.function.Consumer;

/** Where long work says how it goes; a terminal shows it, a pipe does not. */
public interface Progress {
    /** What is given to each of two takers, one message after the other, however many threads are at work. */
    record Split(Consumer<String> work, Consumer<String> warnings) implements Progress {
        @Override
        public synchronized void doing(String doing) {
            work.accept(doing);
        }

        @Override
        public synchronized void warn(String message) {
            warnings.accept(message);
        }
    }

    /** Progress that hands on what is being done, and what is warned of. */
    static Progress of(Consumer<String> work, Consumer<String> warnings) {
        return new Split(work, warnings);
    }

    /** Progress of the requests of many users: nothing of what is being done. */
    static Progress ofMany(Consumer<String> warnings) {
        return new Split(doing -> {}, warnings);
    }

    /**
     * Says what is being done now.
     *
     * @param doing such as {@code unpacking TITLE 17.11}
     */
    void doing(String doing);

    /** Something the user must know although the work goes on; always shown, on stderr. */
    void warn(String message);
}
