print("transport")
