package shop;

import java.util.*;
import javax.persistence.*;

/** A row of the database, with what belongs to it. */
@Entity
public class Customer {

    @Id
    private int id;
    private String name;

    /** Lazy by default: another query, when it is looked at. */
    @ElementCollection
    private List<String> purchases;

    public String getName() {
        return name;
    }

    public List<String> getPurchases() {
        return purchases;
    }
}
