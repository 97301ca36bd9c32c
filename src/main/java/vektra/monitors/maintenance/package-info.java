/** When monitors do not count: windows of maintenance, kept in a file of the home. */
@NullMarked
package vektra.monitors.maintenance;

import org.jspecify.annotations.NullMarked;
