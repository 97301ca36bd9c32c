/** Programs that the Heroku CLI runs, with its terminal as theirs. */
@NullMarked
package vektra.http.dyno;

import org.jspecify.annotations.NullMarked;
