/** What the logs of monitors say of the uptime of services. */
@NullMarked
package vektra.monitors.uptime;

import org.jspecify.annotations.NullMarked;
