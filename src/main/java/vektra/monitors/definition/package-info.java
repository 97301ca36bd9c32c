/** Which monitors there are: executables below a folder, their settings, their names, and what declares them to others. */
@NullMarked
package vektra.monitors.definition;

import org.jspecify.annotations.NullMarked;
