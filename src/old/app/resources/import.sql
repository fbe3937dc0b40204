insert into Customer (id, name) values (1, 'anna');
insert into Customer_purchases (Customer_id, purchases) values (1, 'tea');
insert into Customer_purchases (Customer_id, purchases) values (1, 'milk');
