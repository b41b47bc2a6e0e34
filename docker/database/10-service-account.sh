# Run once, by the entry point of the MariaDB image, when the database is made: the account that the service works with reads
# and writes rows, and can neither create, alter nor drop a table. The image's entry point sources this file.
docker_process_sql <<SQL
CREATE USER 'cabas_service'@'%' IDENTIFIED BY '$(cat /run/secrets/service_password)';
GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON \`cabas\`.* TO 'cabas_service'@'%';
SQL
