/** Routes as the Heroku Data API has them: databases and their backups. */
@NullMarked
package vektra.http.data;

import org.jspecify.annotations.NullMarked;
