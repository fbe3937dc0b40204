/**
 * The map of the house.
 *
 * <ul>
 * <li>{@code rooms.*}: the patterns. Read and copy these; each is a package, an XML file and a URL. {@code blocking} is
 *     the "before"; {@code callable}, {@code task}, {@code database}, {@code deferred}, {@code orders}, {@code stream},
 *     {@code report}, {@code export}, {@code reactive} and {@code context} are the ways to leave the container's thread;
 *     {@code textbook} has the manual's own forms and what breaks them; {@code quotes} is where the quotes come from
 * <li>{@code rooms.example}: what the examples pretend; replace it by your own
 * <li>{@code feed}: the log of quotes, that some rooms wait for; {@code feed.*}: how they travel
 * <li>{@code guard}: what makes the rooms safe. It hangs on from outside, by XML and a filter; no room knows of it
 * <li>{@code security}: strangers and users: who may send what, and see what
 * <li>{@code web}: failures, JSON, headers, limits of bodies, settings: what any application has
 * <li>{@code house.*}: the showcase's own instruments, {@code home}, {@code docs}, {@code takehome}, {@code lifecycle},
 *     {@code load}, {@code metrics} and {@code doctor}; only the last two are of use elsewhere
 * </ul>
 *
 * A room imports itself, the example and, where it waits for quotes, the feed: {@code ArchitectureTests} holds it.
 *
 * <p>How to read the lists in a {@code package-info}: {@code Read} is the order to read in. {@code Copy} is what to copy,
 * bare: a name with a capital letter is a class, of its own package or of the one before its point. A list without a
 * class of its own package takes them all. Another name, and HikariCP, is a package with its own list, a setting of
 * async.properties, or an artifact of pom.xml beyond spring-webmvc, jackson-databind and logback-classic. XML is below
 * WEB-INF/spring, and is copied without the beans of classes that are not. {@code Filters} are those of web.xml.
 * {@code Guard} is added from outside: no line of the room changes. {@code Bare} says what is lacking until then.
 * {@code Leave} is what to cut further. {@code TakeItHomeIT} does just that; docs/take-home.md has the figures.
 */
package org.asyncshowcase;
