/** What is kept on disk: the lines in segments, how far each drain has read them, and which were lost. */
@NullMarked
package vektra.logs.spool;

import org.jspecify.annotations.NullMarked;
