package vektra.drain.encode;

import vektra.model.logs.LogLine;

/** Puts lines into the form that a destination reads; for one thread. */
public interface Encoder {
    /** Appends the line, in as many whole frames as its length takes. */
    void encode(LogLine line, Bytes out);
}
