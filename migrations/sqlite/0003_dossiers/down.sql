DROP TABLE cases;
DROP TABLE dossiers;
