"""What a picture is laid down in, from the sky forward. Each layer is data with one method, `draw`."""
