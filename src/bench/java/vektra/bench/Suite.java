package vektra.bench;

import java.util.List;

/** The parts that fill one table. */
interface Suite {
    /** An empty table. */
    Table table();

    /** What {@code --only} can name. */
    List<String> parts();

    /** How many rounds there are unless the call says. */
    int rounds();

    void measure(Options options, Workshop workshop, Table table) throws Exception;
}
