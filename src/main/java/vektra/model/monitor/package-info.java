/** Monitors of services: their names and settings, and what happens to each attempt. */
@NullMarked
package vektra.model.monitor;

import org.jspecify.annotations.NullMarked;
