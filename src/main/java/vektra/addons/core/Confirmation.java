package vektra.addons.core;

import java.util.List;

/** How a face makes sure that something destructive is meant. */
public interface Confirmation {
    /** Where it is meant already: a request that can mean nothing else, or what is part of something confirmed. */
    Confirmation GIVEN = (danger, accepted) -> {};

    /**
     * Returns when one of the accepted names was given; else throws, and nothing was done.
     *
     * @param danger what would happen, as a sentence without its full stop
     * @param accepted the names that confirm it, the best first
     */
    void require(String danger, List<String> accepted);
}
