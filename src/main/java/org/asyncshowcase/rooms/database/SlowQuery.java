package org.asyncshowcase.rooms.database;

import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.function.Consumer;

import org.asyncshowcase.rooms.example.Answer;
import org.asyncshowcase.rooms.example.AnswerText;
import org.asyncshowcase.rooms.example.Delay;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** The query that old code waits for. Connection and transaction belong to the thread that calls it. */
class SlowQuery {

    private final JdbcTemplate jdbc;
    private final String sql;

    /** @param sql has one parameter: how long it takes, in ms */
    SlowQuery(JdbcTemplate jdbc, String sql) {
        this.jdbc = jdbc;
        this.sql = sql;
    }

    /**
     * Holds the calling thread and one connection for the delay.
     *
     * @param begun takes the statement, which another thread may cancel
     * @throws org.springframework.dao.DataAccessException when the query is cancelled, late, or fails
     * @throws org.springframework.transaction.TransactionException when there is no connection
     */
    @Transactional(readOnly = true)
    public Answer answer(String requestThread, Delay delay, Consumer<Statement> begun) {
        return jdbc.execute(sql, (PreparedStatement statement) -> {
            statement.setInt(1, delay.millis());
            begun.accept(statement);
            statement.execute();
            return Answer.value("database", AnswerText.DATABASE.with(delay.millis()), requestThread);
        });
    }
}
