package org.asyncshowcase.rooms.database;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;

import org.springframework.beans.factory.DisposableBean;

/**
 * Takes the JDBC drivers of this application out of the JVM's list, which would keep its class loader. The data source
 * depends on it, so that it is destroyed after that.
 */
final class OwnDrivers implements DisposableBean {

    /** Called by the thread that stops the application. */
    @Override
    public void destroy() throws SQLException {
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == OwnDrivers.class.getClassLoader()) {
                DriverManager.deregisterDriver(driver);
            }
        }
    }
}
