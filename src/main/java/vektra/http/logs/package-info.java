/** The log lines of apps, as Heroku's command line reads them. */
@NullMarked
package vektra.http.logs;

import org.jspecify.annotations.NullMarked;
