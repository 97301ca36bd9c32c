/** Takes lines from programs, pipes, files and the logs of managed servers. */
@NullMarked
package vektra.logs.collect;

import org.jspecify.annotations.NullMarked;
