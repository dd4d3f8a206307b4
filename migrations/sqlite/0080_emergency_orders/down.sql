DROP TABLE emergency_orders;
