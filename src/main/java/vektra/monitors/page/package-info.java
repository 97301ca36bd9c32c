/** The status page: what monitors say of services, as one file of HTML that needs nothing else. */
@NullMarked
package vektra.monitors.page;

import org.jspecify.annotations.NullMarked;
