"""The public log out of the database: Parquet files that anyone's tools read, and reading them back."""
