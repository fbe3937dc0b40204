/**
 * The map of the house. A room is a package, a pattern, and a URL prefix; its tests are in the package of the same name. The
 * {@code package-info} of each says when to use it, what to read, and what to copy with it.
 *
 * <ul>
 * <li>{@code blocking}: the "before"; each answer computed on the container's thread
 * <li>{@code textbook}: the reference manual's own forms, as short as there, and what breaks them
 * <li>{@code callable}: Callable; MVC's own executor does the work; and a file upload
 * <li>{@code task}: WebAsyncTask; a named executor for each kind of work, time-out, fallback
 * <li>{@code deferred}: DeferredResult; parked until the next quote answers it; and the long poll by cursor
 * <li>{@code orders}: DeferredResult; parked until its own reply arrives over a JMS queue
 * <li>{@code stream}: server-sent events and the live log; many readers of one feed
 * <li>{@code report}: ResponseBodyEmitter; progress, line by line
 * <li>{@code export}: StreamingResponseBody; an answer larger than the heap, and a file
 * <li>{@code reactive}: Mono, Flux, RxJava, futures; back pressure; and WebClient
 * <li>{@code context}: what must travel with the work; request id, locale, time zone, on whichever thread
 * <li>{@code doctor}: what stands between an application and async, by its web.xml, Spring XML, server.xml, or WAR
 * <li>{@code quotes}: where quotes come from, over HTTP and by the clock
 * </ul>
 *
 * What the rooms stand on:
 * <ul>
 * <li>this package: the answer, the delay, the slow work, the settings, a failure's shape, what the Servlet API lacks, the bound
 *     on bodies, and the exceptions that have a status
 * <li>{@code held}: every request whose thread has left: admitted, ended, silenced, and answered at a stop
 * <li>{@code events}: the log of quotes, orders and their replies; no web type in here
 * <li>{@code events.jms}: how they travel; the only package that knows JMS
 * <li>{@code partners}: whom the two clients, of {@code reactive} and {@code blocking}, ask
 * <li>{@code executors}: the bounded, named pool, and the one that writes to clients
 * <li>{@code lifecycle}: the timeline of a request: which thread, which dispatch, when
 * <li>{@code load}: a burst of requests to this application, and the threads that it holds
 * <li>{@code headers}: what every answer tells whoever shows or keeps it, and which headers of a request count
 * <li>{@code errors}: turns every failure into an answer
 * <li>{@code home}: the grid page and the figures
 * </ul>
 *
 * To take a room home, copy its package and what its {@code package-info} lists, and this, on which each room stands:
 * <ul>
 * <li>Copy: Settings, WholeNumbers, held, executors, errors, context.CallerContext, context.ContextRequest,
 *     context.LocaleAccessor, context.ReactorContext, context.RequestIdFilter, home.DispatcherTypeInterceptor,
 *     settings.xml, web/filters/context.xml, web/mvc.xml, async.timeout, executors.drain,
 *     spring-webmvc, jackson-databind, logback-classic, reactor-core, context-propagation
 * <li>Filters: requestIdFilter, encoding
 * <li>Leave: the lines of mvc.xml that name lifecycle, and the views: they are this house's
 * </ul>
 * A name with a capital letter is a class, of this package or of the one before its point; a package is taken with its own list,
 * and without the classes of its Leave that nobody names. XML is below WEB-INF/spring and taken whole, but for
 * settings.xml: of its ranges, as of async.properties, only the settings that are named. The rest are the artifacts of
 * pom.xml. A test, {@code TakeItHomeIT}, does just that.
 *
 * Who may import whom ({@code ArchitectureTests} holds it): a room imports this package, and {@code deferred},
 * {@code orders}, {@code stream}, {@code reactive}, {@code context} and {@code quotes} import {@code events} too; those that
 * write, or wait for an event, import {@code held}; {@code blocking} and {@code reactive} import {@code partners}. No room
 * imports another. {@code errors} and {@code home} may import what they show; nothing imports them. {@code executors},
 * {@code headers}, {@code lifecycle} and {@code load} are hung on in XML alone: take the lines of {@code lifecycle} out of web.xml and
 * mvc.xml, and every room works as before. What {@code context} carries is set in XML too; no other package knows of it.
 */
package org.asyncshowcase;
